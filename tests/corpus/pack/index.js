"use strict";

require("tsx/cjs");
require("../../../policies/pack");
