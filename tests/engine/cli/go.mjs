/** What the scripts in this folder share: tools of Pulumi's own Go modules, built into a cache outside the repository. */
import { execFileSync, spawnSync } from "node:child_process";
import {
    accessSync,
    constants,
    mkdirSync,
    readFileSync,
    renameSync,
    rmSync,
    statSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const WRAPPER = path.dirname(fileURLToPath(import.meta.url));
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const EXTENSION = process.platform === "win32" ? ".exe" : "";

/** The version of Pulumi that go.mod requires. */
export const VERSION = readVersion();

/** The executable of this name on the PATH; `undefined` where there is none. */
export function onPath(name) {
    return (process.env.PATH ?? "")
        .split(path.delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => path.join(folder, name + EXTENSION))
        .find(isExecutable);
}

/** The tool in the cache; `undefined` where it was not built yet. */
export function inCache(name) {
    return isExecutable(cached(name)) ? cached(name) : undefined;
}

/** Builds a tool and answers where it lies; ends this script where that cannot be done, with what to do instead. */
export function build(name, source, instead) {
    const go = onPath("go");
    if (go === undefined) fail(`There is no ${name}, and no Go to build one.`, instead);
    const target = cached(name);
    // Built beside its place and moved there, so that two builds at once, or one cut off, leave no half binary.
    const partial = `${target}.${String(process.pid)}`;
    mkdirSync(path.dirname(target), { recursive: true });
    console.error(`Building ${name} ${VERSION} with ${goVersion(go)}: minutes the first time.`);
    const built = spawnSync(go, buildArguments(source, partial), {
        cwd: WRAPPER,
        // The toolchain that is here, no C compiler, and no workspace file of a folder above.
        env: { ...process.env, GOTOOLCHAIN: "local", CGO_ENABLED: "0", GOWORK: "off" },
        stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    });
    if (built.status !== 0) {
        rmSync(partial, { force: true });
        fail(`Go could not build ${name} ${VERSION} (see above).`, instead);
    }
    renameSync(partial, target);
    return target;
}

/** Ends this script with exit status 1. */
export function fail(...lines) {
    for (const line of lines) {
        console.error(line);
    }
    process.exit(1);
}

function isExecutable(file) {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/** One folder a version and platform, so that a new version in go.mod never meets an old binary. */
function cached(name) {
    const root = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
    const key = `${VERSION}-${process.platform}-${process.arch}`;
    return path.join(root, "pulumi-lambda-kafka", "engine", key, name + EXTENSION);
}

function readVersion() {
    const line = readFileSync(path.join(WRAPPER, "go.mod"), "utf8")
        .split("\n")
        .map((text) => text.trim().split(" "))
        .find((words) => words.includes("github.com/pulumi/pulumi/pkg/v3"));
    const stated = line?.find((word) => /^v\d+\.\d+\.\d+$/.test(word));
    return (
        stated ?? fail("tests/engine/cli/go.mod does not require github.com/pulumi/pulumi/pkg/v3.")
    );
}

function buildArguments(source, output) {
    return [
        "build",
        "-trimpath",
        "-mod=readonly",
        "-tags=osusergo,grpcnotrace",
        `-ldflags=-s -w -X ${VERSION_VARIABLE}=${VERSION}`,
        "-o",
        output,
        source,
    ];
}

function goVersion(go) {
    return execFileSync(go, ["env", "GOVERSION"], {
        encoding: "utf8",
        cwd: WRAPPER,
        env: { ...process.env, GOTOOLCHAIN: "local" },
    }).trim();
}
