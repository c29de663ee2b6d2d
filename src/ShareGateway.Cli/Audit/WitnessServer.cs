using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ShareGateway.Audit.Witnessing;

namespace ShareGateway.Cli.Audit;

/// <summary>The door of a witness. No request is trusted: a signature of a known log is the only way in.</summary>
internal static class WitnessServer
{
    /// <summary>Makes the server; the caller starts and disposes of it.</summary>
    public static WebApplication Build(Witness witness, string listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(listen).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = WitnessRequest.MaxBytes;
            kestrel.Limits.MaxConcurrentConnections = 256;
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, witness));
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, Witness witness)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path != "/add-checkpoint")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var answer = await AddAsync(context, witness);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task<WitnessAnswer> AddAsync(HttpContext context, Witness witness)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            return witness.AddCheckpoint(await reader.ReadToEndAsync(context.RequestAborted));
        }
        catch (BadHttpRequestException e)
        {
            return new WitnessAnswer(e.StatusCode, "", "text/plain");
        }
        catch (IOException)
        {
            return new WitnessAnswer(StatusCodes.Status500InternalServerError, "the witness cannot keep its state\n", "text/plain; charset=utf-8");
        }
    }
}
