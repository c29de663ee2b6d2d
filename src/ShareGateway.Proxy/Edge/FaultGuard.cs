namespace ShareGateway.Proxy.Edge;

/// <summary>The outermost stage: a fault becomes 503 without a byte, or a broken connection when bytes have left already.</summary>
internal static partial class FaultGuard
{
    public static IApplicationBuilder UseFaultGuard(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FaultGuard).FullName!);
        return app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
            {
                context.Abort(); // the client hung up: nobody to answer, and nothing of ours failed
            }
            catch (Exception exception)
            {
                // The type alone: a message of foreign code could quote what it worked on.
                Log.Fault(logger, exception.GetType().FullName!);
                await AnswerAsync(context, exception);
            }
        });
    }

    private static Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return exception is BadHttpRequestException bad
            ? Problem.WriteAsync(context, bad.StatusCode, "framing-ambiguous")
            : Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "fault");
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Error, "A request failed with {ExceptionType}")]
        public static partial void Fault(ILogger logger, string exceptionType);
    }
}
