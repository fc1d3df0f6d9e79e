"use strict";

const { reporters } = require("mocha");

/** Mocha's spec reporter, and last one plain line of counts that a CI can read. */
module.exports = class extends reporters.Spec {
    done(failures, exit) {
        const { passes = 0, failures: failed = 0, pending = 0 } = this.stats;
        process.stdout.write(`${passes} passed, ${failed} failed, ${pending} skipped\n`);
        exit(failures);
    }
};
