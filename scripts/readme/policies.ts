import { policies } from "../../policies/index";
import { table } from "./table";

/** The policies' table of the README, from what the pack tells the engine of itself. */
export function policyTable(): string {
    return table(
        ["Policy", "Level", "Requires"],
        policies()
            .filter((policy) => "validateStack" in policy)
            .map(({ name, enforcementLevel = "advisory", description }) => [
                `\`${name}\``,
                enforcementLevel,
                description.replace(/\s+/g, " ").trim(),
            ]),
    );
}
