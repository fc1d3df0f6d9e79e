/**
 * Finds or makes the Python environment of the engine suite and prints the path of its interpreter.
 *
 *     node tests/engine/python/venv.mjs            find, or make; says so where there is no Python
 *     node tests/engine/python/venv.mjs --find     find only; exit status 1 when there is none
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const REQUIREMENTS = path.join(path.dirname(fileURLToPath(import.meta.url)), "requirements.txt");
const [BIN, PYTHON] = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];

const folder = cached();
const interpreter = path.join(folder, BIN, PYTHON);
const mark = path.join(folder, "complete");
if (existsSync(mark)) {
    console.log(interpreter);
} else if (process.argv.includes("--find")) {
    console.error(
        "No Python environment in the cache: `npm run engine` makes one where Python 3 is installed.",
    );
    process.exitCode = 1;
} else {
    make();
}

/** One folder for each list of requirements, so that new ones never meet an old environment. */
function cached() {
    const root = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
    const digest = createHash("sha256")
        .update(readFileSync(REQUIREMENTS))
        .digest("hex")
        .slice(0, 12);
    return path.join(root, "pulumi-lambda-kafka", "engine", `python-${digest}`);
}

function make() {
    const python = ["python3", "python"].find((name) => run(name, ["--version"], "ignore") === 0);
    if (python === undefined) {
        console.error("No Python 3 on the PATH: the engine suite leaves the Python program out.");
        return;
    }
    console.error("Installing Pulumi's Python SDKs: half a minute the first time.");
    mkdirSync(path.dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    // Scripts in an environment name its folder, so it is made in its place; the mark tells that it is whole.
    const made =
        run(python, ["-m", "venv", folder]) === 0 &&
        run(interpreter, ["-m", "pip", "install", "--quiet", "-r", REQUIREMENTS]) === 0;
    if (made) {
        writeFileSync(mark, "");
        console.log(interpreter);
        return;
    }
    rmSync(folder, { recursive: true, force: true });
    console.error("Python could not install Pulumi's SDKs (see above).");
    process.exitCode = 1;
}

function run(file, args, output = "inherit") {
    const stdio = output === "ignore" ? "ignore" : ["ignore", process.stderr.fd, process.stderr.fd];
    return spawnSync(file, args, { stdio }).status ?? 1;
}
