import { format } from "prettier";
import { RULES } from "../../policies/catalogue";
import { table } from "./table";

/** The page of docs/ that lists the rules. */
export async function rulesPage(): Promise<string> {
    const rules = table(
        ["Rule", "Finds"],
        Object.entries(RULES).map(([id, finds]) => [`\`${id}\``, finds]),
    );
    const text = `# Rules\n\nThe rules behind the policies, by the ID that findings print and exemptions name.\n\n${rules}\n`;
    return format(text, { parser: "markdown", tabWidth: 4, printWidth: 100 });
}
