/**
 * Finds or makes a `pulumi` CLI for the engine suite and prints its path:
 * the one on the PATH, else the one in the cache, else one built with Go from Pulumi's own module.
 *
 *     node tests/engine/cli/build.mjs            find, or build
 *     node tests/engine/cli/build.mjs --find     find only; exit status 1 when there is none
 */
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
const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

const found = onPath(EXECUTABLE) ?? inCache();
if (found !== undefined) {
    console.log(found);
} else if (process.argv.includes("--find")) {
    fail(
        "No pulumi CLI: none on the PATH and none in the cache.",
        "`npm run engine` builds one where Go is installed.",
    );
} else {
    console.log(build());
}

function onPath(name) {
    return (process.env.PATH ?? "")
        .split(path.delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => path.join(folder, name))
        .find(isExecutable);
}

function inCache() {
    return isExecutable(cachedCli()) ? cachedCli() : undefined;
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
function cachedCli() {
    const root = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
    const key = `${version()}-${process.platform}-${process.arch}`;
    return path.join(root, "pulumi-lambda-kafka", "engine", key, EXECUTABLE);
}

function version() {
    const line = readFileSync(path.join(WRAPPER, "go.mod"), "utf8")
        .split("\n")
        .map((text) => text.trim().split(" "))
        .find((words) => words.includes("github.com/pulumi/pulumi/pkg/v3"));
    const stated = line?.find((word) => /^v\d+\.\d+\.\d+$/.test(word));
    return (
        stated ?? fail("tests/engine/cli/go.mod does not require github.com/pulumi/pulumi/pkg/v3.")
    );
}

function build() {
    const go = onPath(process.platform === "win32" ? "go.exe" : "go");
    if (go === undefined) {
        fail(
            "No pulumi CLI on the PATH, and no Go to build one.",
            "Install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/) and try again.",
        );
    }
    const target = cachedCli();
    // Built beside its place and moved there, so that two builds at once, or one cut off, leave no half binary.
    const partial = `${target}.${String(process.pid)}`;
    mkdirSync(path.dirname(target), { recursive: true });
    console.error(`Building pulumi ${version()} with ${goVersion(go)}: minutes the first time.`);
    const built = spawnSync(go, buildArguments(partial), {
        cwd: WRAPPER,
        // The toolchain that is here, no C compiler, and no workspace file of a folder above.
        env: { ...process.env, GOTOOLCHAIN: "local", CGO_ENABLED: "0", GOWORK: "off" },
        stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    });
    if (built.status !== 0) {
        rmSync(partial, { force: true });
        fail(
            `Go could not build pulumi ${version()} (see above).`,
            "Install the Pulumi CLI instead: https://www.pulumi.com/docs/install/",
        );
    }
    renameSync(partial, target);
    return target;
}

function buildArguments(output) {
    return [
        "build",
        "-trimpath",
        "-mod=readonly",
        "-tags=osusergo,grpcnotrace",
        `-ldflags=-s -w -X ${VERSION_VARIABLE}=${version()}`,
        "-o",
        output,
        COMMAND,
    ];
}

function goVersion(go) {
    return execFileSync(go, ["env", "GOVERSION"], {
        encoding: "utf8",
        cwd: WRAPPER,
        env: { ...process.env, GOTOOLCHAIN: "local" },
    }).trim();
}

function fail(...lines) {
    for (const line of lines) {
        console.error(line);
    }
    process.exit(1);
}
