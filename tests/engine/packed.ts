import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { PACKAGE } from "./workspace";

/** Puts the package as it would be published under a `node_modules`; answers its folder. */
export function unpackPackage(modules: string): string {
    mkdirSync(modules, { recursive: true });
    const target = path.join(modules, "pulumi-lambda-kafka");
    rmSync(target, { recursive: true, force: true });
    const packed = mkdtempSync(path.join(modules, ".packed-"));
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", packed], {
        cwd: PACKAGE,
        stdio: "ignore",
    });
    const [tarball = ""] = readdirSync(packed);
    execFileSync("tar", ["-xzf", path.join(packed, tarball), "-C", packed]);
    renameSync(path.join(packed, "package"), target);
    rmSync(packed, { recursive: true });
    return target;
}
