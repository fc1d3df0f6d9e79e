import { deepStrictEqual, rejects } from "node:assert/strict";
import { readConfiguration, placeholdersIn } from "../../preview/engine/pulumi/configuration";
import { previewOnEngine } from "../../preview/engine/pulumi/engine";
import { UnfitError } from "../../preview/engine/pulumi/failure";
import { readEngineProject } from "../../preview/engine/pulumi/project";
import { withProgram } from "./programs/program";

describe("previewing with a pulumi CLI", () => {
    it("is refused for an organization, which a local backend does not have", () =>
        withProgram("", async (directory) => {
            await rejects(
                previewOnEngine("/nowhere/pulumi", directory, { organization: "acme" }),
                new UnfitError(
                    'The pulumi CLI cannot preview for the organization "acme": on a local backend, which this preview uses, there is only "organization".',
                ),
            );
        }));

    it("gives a pack the configuration of Pulumi.yaml too, below that of the stack", () =>
        withProgram(
            {
                program: "",
                project: `
                    name: test
                    runtime: nodejs
                    config: { size: 1, color: { default: red }, "test:shape": { value: { secure: v1:abc } } }
                `,
                stack: `config: { test:size: 2, test:password: { secure: v1:abc } }`,
            },
            (directory) => {
                const configuration = readConfiguration(readEngineProject(directory), "dev", {
                    region: "eu-west-1",
                });
                deepStrictEqual(Object.fromEntries(configuration.settings), {
                    "test:size": { text: "2", secret: false },
                    "test:color": { text: "red", secret: false },
                    "test:shape": { text: "[secret]", secret: true },
                    "test:password": { text: "[secret]", secret: true },
                    "aws:region": { text: "eu-west-1", secret: false },
                });
                // What Pulumi.yaml says the engine reads by itself.
                deepStrictEqual(Object.keys(configuration.values), [
                    "test:size",
                    "test:password",
                    "aws:region",
                ]);
                deepStrictEqual(
                    [...placeholdersIn(configuration)],
                    [["test:password", "[secret]"]],
                );
                return Promise.resolve();
            },
        ));
});
