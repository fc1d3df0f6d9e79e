import { format } from "prettier";
import { grantTable } from "./grants";
import { permissionTable } from "./permissions";
import { policyTable } from "./policies";
import { cleanScreen, rejectedScreen } from "./screens";

/** What stands between `<!-- name -->` and `<!-- /name -->` in the README is made here. */
const BLOCKS: Readonly<Record<string, (readme: string) => string | Promise<string>>> = {
    permissions: permissionTable,
    grants: grantTable,
    policies: policyTable,
    clean: cleanScreen,
    rejected: rejectedScreen,
};

/** The README with its generated blocks made anew. Throws when a block has no place in it. */
export async function withBlocks(readme: string): Promise<string> {
    let text = readme;
    for (const [name, make] of Object.entries(BLOCKS)) {
        const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
        const [from, to] = [text.indexOf(begin), text.indexOf(end)];
        if (from < 0 || to < from) throw new Error(`README.md has no place for ${begin}`);
        text = `${text.slice(0, from + begin.length)}\n\n${await make(readme)}\n\n${text.slice(to)}`;
    }
    return format(text, { parser: "markdown", tabWidth: 4, printWidth: 100 });
}
