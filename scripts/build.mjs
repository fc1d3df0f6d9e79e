// Compiles the package into dist/ from scratch, and lays the pack's own files beside its compiled code:
// the engine starts a policy pack by the PulumiPolicy.yaml and package.json of its directory.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

rmSync(`${root}dist`, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, "-p", `${root}tsconfig.json`], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

for (const file of ["PulumiPolicy.yaml", "package.json"]) {
    copyFileSync(`${root}policies/${file}`, `${root}dist/policies/${file}`);
}
if (existsSync(`${root}dist/preview/main.js`)) chmodSync(`${root}dist/preview/main.js`, 0o755);
