using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ShareGateway.Proxy.Edge;

namespace ShareGateway.Proxy.Tests;

public sealed class FaultGuardTests
{
    [Theory]
    [InlineData(typeof(OperationCanceledException), true, 0)]
    [InlineData(typeof(IOException), true, 0)]
    [InlineData(typeof(InvalidOperationException), true, 1)] // a bug stays a bug when nobody waits for the answer
    [InlineData(typeof(OperationCanceledException), false, 1)]
    [InlineData(typeof(IOException), false, 1)]
    public async Task Who_hangs_up_is_no_fault_and_everything_else_is(Type thrown, bool hungUp, int errors)
    {
        using var said = new Said();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(said);
        await using var app = builder.Build();
        app.UseFaultGuard();
        app.Run(_ => throw (Exception)Activator.CreateInstance(thrown)!);
        var context = new DefaultHttpContext { RequestServices = app.Services, RequestAborted = new CancellationToken(hungUp) };

        await ((IApplicationBuilder)app).Build()(context);

        Assert.Equal(errors, said.Warnings);
        Assert.Equal(hungUp ? 200 : 503, context.Response.StatusCode);
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        public int Warnings { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings += logLevel >= LogLevel.Warning ? 1 : 0;

        public void Dispose()
        {
        }
    }
}
