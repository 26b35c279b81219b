"""One file a command: its docstring is the help, configure(parser) its options, run(options) what it does."""
