import { RULES } from "../../policies/catalogue";
import { table } from "./table";

/** The rules' table of the README. */
export function ruleTable(): string {
    return table(
        ["Rule", "Finds"],
        Object.entries(RULES).map(([id, finds]) => [`\`${id}\``, finds]),
    );
}
