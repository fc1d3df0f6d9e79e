import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readEvents, type Events } from "../../preview/engine/pulumi/events";
import { unpackPackage } from "./packed";
import { makeProject, writePack, type Project } from "./project";
import { changes } from "./requests";
import { makeWorkspace, PACKAGE, REPOSITORY, type Workspace } from "./workspace";

const PACK = path.join(PACKAGE, "dist", "policies");

/** What the example's own comments say is wrong with it. */
const MISTAKES = [
    "on-failure-key payments KOF-030",
    "on-failure-role orders KOF-010",
    "on-failure-role shipments KOF-013",
];

/** What hangs on a policy with a queue's ARN in it, which nobody knows before the queue exists. */
const UNDECIDED = ["on-failure-unverified orders KOF-010", "on-failure-unverified orders KOF-072"];

const README = readFileSync(path.join(REPOSITORY, "README.md"), "utf8");

/** An organisation's own pack, as the README has it. */
const OUR_PACK =
    /^```ts\n(?:\/\/ .*\n)?(import \{ PolicyPack \} from "@pulumi\/policy";[^]*?)^```$/m.exec(
        README,
    )?.[1] ?? "";

describe("The policies, on the real engine", () => {
    let workspace: Workspace;
    let broken: Project;
    let handWritten: Project;

    before(async () => {
        workspace = makeWorkspace();
        const example = (name: string): Promise<Project> => {
            const program = { folder: path.join(REPOSITORY, "examples", name) };
            return makeProject(workspace, { name, program });
        };
        broken = await example("broken");
        handWritten = await example("hand-written");
    });

    after(() => {
        workspace.dispose();
    });

    it("reject a broken program at preview, and an update creates nothing", async () => {
        const run = await broken.up({ policyPacks: [PACK], args: [] });
        strictEqual(run.status, 1);
        deepStrictEqual(mandatory(run), MISTAKES);
        deepStrictEqual(changes(run.requests), []);
        deepStrictEqual(await broken.resources(), []);
    });

    it("advise where the configuration says so, and are silent where it disables them", async () => {
        const advised = await broken.preview({
            policyPacks: [PACK],
            policyConfig: { all: "advisory" },
        });
        deepStrictEqual(
            { status: advised.status, mandatory: mandatory(advised) },
            { status: 0, mandatory: [] },
        );
        deepStrictEqual(
            found(advised, "advisory").filter((finding) => MISTAKES.includes(finding)),
            MISTAKES,
        );
        const silent = await broken.preview({
            policyPacks: [PACK],
            policyConfig: { all: "disabled", "on-failure-key": { enforcementLevel: "mandatory" } },
        });
        deepStrictEqual(
            {
                status: silent.status,
                mandatory: mandatory(silent),
                advisory: found(silent, "advisory"),
            },
            { status: 1, mandatory: ["on-failure-key payments KOF-030"], advisory: [] },
        );
    });

    it("reject what they cannot decide where the configuration says so", async () => {
        const run = await handWritten.preview({
            policyPacks: [PACK],
            policyConfig: { "on-failure-unverified": "mandatory" },
        });
        deepStrictEqual(
            { status: run.status, mandatory: mandatory(run), advisory: found(run, "advisory") },
            { status: 1, mandatory: UNDECIDED, advisory: [] },
        );
    });

    it("judge what is deployed from its exported state", async () => {
        const { status } = await broken.up({
            policyPacks: [PACK],
            policyConfig: { all: "advisory" },
        });
        strictEqual(status, 0);
        const analyzed = await broken.analyze(await broken.exportState(), PACK, ["--json"]);
        strictEqual(analyzed.status, 1);
        deepStrictEqual(mandatory(eventsIn(broken, analyzed.stdout)), MISTAKES);
        const advised = await broken.preview({ policyPacks: [PACK] });
        deepStrictEqual(mandatory(advised), MISTAKES);
    });

    it("tell what they cannot know of a hand-written program before it exists, and then are content", async () => {
        const preview = await handWritten.preview({ policyPacks: [PACK] });
        strictEqual(preview.status, 0);
        deepStrictEqual(found(preview, "advisory"), UNDECIDED);
        const up = await handWritten.up({ policyPacks: [PACK] });
        deepStrictEqual(
            { status: up.status, advisory: found(up, "advisory"), mandatory: mandatory(up) },
            { status: 0, advisory: [], mandatory: [] },
        );
        const analyzed = await handWritten.analyze(await handWritten.exportState(), PACK, [
            "--json",
        ]);
        deepStrictEqual(
            {
                status: analyzed.status,
                policies: eventsIn(handWritten, analyzed.stdout).policies,
            },
            { status: 0, policies: [] },
        );
        strictEqual((await handWritten.destroy()).status, 0);
    });

    it("can be an organisation's own, three lines over the published package", async () => {
        const pack = writePack(workspace, "our-lambda-kafka", OUR_PACK, "index.ts");
        unpackPackage(path.join(pack, "node_modules"));
        const run = await handWritten.preview({ policyPacks: [pack] });
        deepStrictEqual(
            { status: run.status, mandatory: mandatory(run) },
            { status: 1, mandatory: UNDECIDED },
        );
    });
});

/** What `pulumi policy analyze --json` prints: the engine's events. */
function eventsIn({ folder }: Project, stdout: string): Events {
    const file = path.join(folder, "analyzed.json");
    writeFileSync(file, stdout);
    return readEvents(file);
}

function mandatory(run: Pick<Events, "policies">): readonly string[] {
    return found(run, "mandatory");
}

/** The findings of a level, each once: policy, resource and rule. */
function found({ policies }: Pick<Events, "policies">, level: string): readonly string[] {
    const findings = policies
        .filter((one) => one.level === level)
        .map(({ policy, urn, message }) => inShort(policy, urn, message));
    return [...new Set(findings)].toSorted();
}

function inShort(policy: string, urn: string | undefined, message: string): string {
    return `${policy} ${urn?.split("::").at(-1) ?? ""} ${/KOF-\d+/.exec(message)?.[0] ?? ""}`;
}
