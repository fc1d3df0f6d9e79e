import { deepStrictEqual, strictEqual } from "node:assert/strict";
import path from "node:path";
import { EXAMPLES, type Example } from "./examples";
import { makeProject, type Project, type Run } from "./project";
import { changes } from "./requests";
import { makeWorkspace, PACKAGE, type Workspace } from "./workspace";

const PACK = path.join(PACKAGE, "dist", "policies");

/** What the pack says of an example that works, none of it mandatory. */
interface Said {
    /** Before anything exists, with everything unknown that the real provider leaves unknown. */
    readonly before: readonly string[];
    /** In the update, where every value is known. */
    readonly after: readonly string[];
}

const NOTHING: Said = { before: [], after: [] };

/** What lies outside the stack stays undecided; what hangs on an unknown ARN is decided by the update. */
const SAID: Readonly<Record<string, Said>> = {
    // The key's own policy.
    "existing-destination": always("advisory on-failure-unverified orders-mapping KOF-030"),
    "hand-written": {
        before: [
            "advisory on-failure-unverified orders KOF-010",
            "advisory on-failure-unverified orders KOF-072",
        ],
        after: [],
    },
    // The ACLs of a self-managed cluster, which no program shows.
    "kafka-topic": always("advisory on-failure-hygiene orders-mapping KOF-063"),
    // The bucket's policy and the key's.
    "other-account": always(
        "advisory on-failure-unverified orders-mapping KOF-012",
        "advisory on-failure-unverified orders-mapping KOF-031",
    ),
    // Keys that are made beside the components, and whose ARNs stand in the roles' policies.
    replay: {
        before: [
            "advisory on-failure-unverified orders-mapping KOF-030",
            "advisory on-failure-unverified payments-mapping KOF-030",
        ],
        after: [],
    },
};

function always(...findings: readonly string[]): Said {
    return { before: findings, after: findings };
}

describe("An example, on the real engine", () => {
    let workspace: Workspace;

    before(() => {
        workspace = makeWorkspace();
    });

    after(() => {
        workspace.dispose();
    });

    it("stands behind every line of this table", () => {
        const names = new Set(EXAMPLES.map(({ name }) => name));
        deepStrictEqual(
            Object.keys(SAID).filter((name) => !names.has(name)),
            [],
        );
    });

    // The broken one is rejected, in policies.test.ts.
    for (const example of EXAMPLES.filter(({ name }) => name !== "broken")) {
        it(`is clean at first sight, made, left alone and destroyed: ${example.name}, stack ${example.stack}`, async () => {
            const project = await projectOf(example);
            const { before, after } = SAID[example.name] ?? NOTHING;
            const preview = await project.preview({ policyPacks: [PACK] });
            deepStrictEqual(told(preview), { status: 0, diagnostics: [], findings: before });
            deepStrictEqual(changes(preview.requests), []);
            const made = await project.up({ policyPacks: [PACK], args: [] });
            deepStrictEqual(told(made), { status: 0, diagnostics: [], findings: after });
            const again = await project.up({ policyPacks: [PACK] });
            deepStrictEqual(
                { ...told(again), kinds: Object.keys(again.changes) },
                { status: 0, diagnostics: [], findings: after, kinds: ["same"] },
            );
            strictEqual((await project.destroy()).status, 0);
            deepStrictEqual(await project.resources(), []);
        });
    }

    const projectOf = ({ name, stack, folder }: Example): Promise<Project> =>
        makeProject(workspace, {
            name: `${name}-${stack}`,
            stack,
            program: { folder },
            config: {},
        });
});

/** How a run ended and what the pack said in it, each finding once. */
function told({ status, diagnostics, policies }: Run): object {
    const findings = policies.map(
        ({ policy, level, urn, message }) =>
            `${level} ${policy} ${urn?.split("::").at(-1) ?? ""} ${/KOF-\d+/.exec(message)?.[0] ?? ""}`,
    );
    return { status, diagnostics, findings: [...new Set(findings)].toSorted() };
}
