// Writes what the documentation derives from the code: the README's tables and screens, the page of the rules and the
// list of public names. Typedoc has written the reference in docs/ before.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { publicNames } from "./publicNames";
import { withBlocks } from "./readme/blocks";
import { rulesPage } from "./readme/rules";

const README = join(__dirname, "..", "README.md");
const RULES_PAGE = join(__dirname, "..", "docs", "rules.md");
const NAMES = join(__dirname, "..", "tests", "publicNames.json");

async function write(): Promise<void> {
    const names = JSON.stringify(publicNames());
    writeFileSync(NAMES, await format(names, { parser: "json", tabWidth: 4, printWidth: 100 }));
    writeFileSync(RULES_PAGE, await rulesPage());
    writeFileSync(README, await withBlocks(readFileSync(README, "utf8")));
}

void write();
