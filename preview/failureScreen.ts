import { join } from "node:path";
import type { PreviewError } from "./engine/failure";
import { logScreen } from "./screen";

/** Why the command could not do its work: what was logged before, then the reason, once. */
export function failureScreen(error: PreviewError): string {
    // The reason repeats what was logged as an error.
    const before = logScreen(error.log.filter(({ severity }) => severity !== "error"));
    const reason = withoutInternals(error.message);
    return `${before === "" ? "" : `${before}\n`}error: ${reason}`;
}

/** Stack frames of libraries and the properties that Node.js prints behind an error help nobody who reads a program. */
function withoutInternals(message: string): string {
    const kept: string[] = [];
    let dumped = false;
    for (const line of message.split("\n")) {
        if (dumped) {
            dumped = line !== "}";
            continue;
        }
        const frame = /^\s+at /.test(line);
        dumped = frame && line.endsWith(" {");
        if (!frame || !isInternal(line)) {
            kept.push(line.replace(/^<ref \*\d+> /, ""));
        }
    }
    return kept.join("\n");
}

/** Where this package's code lies, compiled or not. */
const OWN = join(__dirname, "..", "/");

/** Whether a frame is of Node.js, of a library or of this package. */
function isInternal(frame: string): boolean {
    return /[ (]node:|[\\/]node_modules[\\/]/.test(frame) || frame.includes(OWN);
}
