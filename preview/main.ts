#!/usr/bin/env node
import { run, STATUS } from "./cli";

// Whoever reads the output may stop early, as `head` does: that says nothing about the stack.
for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") throw error;
    });
}

run(process.argv.slice(2)).then(
    (status) => {
        process.exitCode = status;
    },
    (reason: unknown) => {
        console.error(reason);
        process.exitCode = STATUS.notRun;
    },
);
