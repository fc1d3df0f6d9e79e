#!/usr/bin/env node
import { run, STATUS } from "./cli";

run(process.argv.slice(2)).then(
    (status) => {
        process.exitCode = status;
    },
    (reason: unknown) => {
        console.error(reason);
        process.exitCode = STATUS.notRun;
    },
);
