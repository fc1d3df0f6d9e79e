/** Writes the schema that other languages see, after a change of the components: `npm run schema`. */
import { writeFileSync } from "node:fs";
import { readSchema, SCHEMA_FILE } from "./schema";
import { makeWorkspace } from "./workspace";

const workspace = makeWorkspace();
readSchema(workspace)
    .then((schema) => {
        writeFileSync(SCHEMA_FILE, schema);
    })
    .finally(() => {
        workspace.dispose();
    })
    .catch((reason: unknown) => {
        console.error(reason);
        process.exitCode = 1;
    });
