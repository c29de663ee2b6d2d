using ShareGateway.Cli;

return SharegatewayCommand.Run(args, new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected, Console.In, TimeProvider.System));
