"use strict";

require("tsx/cjs");
const { Config } = require("@pulumi/pulumi");
const { CORPUS } = require("../stacks");

const name = new Config().require("corpusStack");
const stack = Object.values(CORPUS)
    .flatMap((stacks) => stacks())
    .find((each) => each.name === name);
if (stack === undefined) throw new Error(`no stack ${name} in the corpus`);
stack.program();
