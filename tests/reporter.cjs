"use strict";

const { reporters } = require("mocha");

/** Mocha's spec reporter, and last one plain line of counts that a CI can read. The option `hint` comes before it. */
module.exports = class extends reporters.Spec {
    #hint;

    constructor(runner, options) {
        super(runner, options);
        this.#hint = options.reporterOptions?.hint;
    }

    done(failures, exit) {
        const { passes = 0, failures: failed = 0, pending = 0 } = this.stats;
        if (this.#hint !== undefined) process.stdout.write(`${this.#hint}\n\n`);
        process.stdout.write(`${passes} passed, ${failed} failed, ${pending} skipped\n`);
        exit(failures);
    }
};
