// Compiles the package, and lays the pack's own files beside its compiled code: the engine starts a policy pack by the
// PulumiPolicy.yaml and package.json of its directory. The new dist/ takes the old one's place only when it is whole.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { trim } from "./trim.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

const fresh = mkdtempSync(join(root, "dist-"));
try {
    const args = [tsc, "-p", join(root, "tsconfig.json"), "--outDir", fresh];
    const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
    if (status !== 0) process.exitCode = status ?? 1;
    else {
        trim(fresh, publicDeclarations());
        for (const file of ["PulumiPolicy.yaml", "package.json"]) {
            copyFileSync(join(root, "policies", file), join(fresh, "policies", file));
        }
        chmodSync(join(fresh, "preview", "main.js"), 0o755);
        rmSync(dist, { recursive: true, force: true });
        renameSync(fresh, dist);
        chmodSync(dist, 0o755);
    }
} finally {
    rmSync(fresh, { recursive: true, force: true });
}

/** The declarations that package.json names, relative to the build. */
function publicDeclarations() {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return Object.values(exports)
        .filter((entry) => typeof entry === "object")
        .map(({ types }) => relative("dist", types));
}
