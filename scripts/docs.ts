// Writes what the documentation derives from the code: the README's tables and the reference in docs/.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBlocks } from "./readme/blocks";

const README = join(__dirname, "..", "README.md");

void withBlocks(readFileSync(README, "utf8")).then((text) => {
    writeFileSync(README, text);
});
