"use strict";

require("tsx/cjs");
// The SDK notes the stack of every promise it makes, which source maps make slow.
Error.stackTraceLimit = 0;
require("./program").program();
