import { createSpinner } from "nanospinner";
import type { PreviewEvent } from "./engine/result";

/** A line that says what is going on, on a terminal's stderr; nothing anywhere else. */
export interface Progress {
    readonly onEvent: (event: PreviewEvent) => void;
    readonly end: () => void;
}

const PHASES = {
    starting: "Starting the program and the policy pack",
    running: "Running the program",
    analyzing: "Checking the stack",
} as const;

/** Shows progress where a person looks on. */
export function showProgress(interactive: boolean): Progress {
    if (!interactive) return { onEvent: () => undefined, end: () => undefined };
    const spinner = createSpinner(PHASES.starting, { stream: process.stderr }).start();
    let resources = 0;
    return {
        onEvent: (event) => {
            switch (event.kind) {
                case "phase":
                    spinner.update({ text: PHASES[event.phase] });
                    break;
                case "resource":
                    resources += 1;
                    spinner.update({
                        text: `${PHASES.running}: ${resources} ${resources === 1 ? "resource" : "resources"}`,
                    });
                    break;
                case "log":
                    break;
            }
        },
        end: () => {
            spinner.clear().reset();
        },
    };
}
