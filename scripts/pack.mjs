// Packs the build that is there, and checks what is in the tarball and how large it is.
//
//     node scripts/pack.mjs FOLDER    writes FOLDER/package.tgz
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SIZE_LIMIT = 300_000;
const ALLOWED = [
    /^(package\.json|README\.md|LICENSE|PulumiPlugin\.yaml)$/,
    // The declarations from which the engine reads the schema for other languages: the components and their arguments.
    /^(index\.ts|tsconfig\.json|components\/(args|brokerAcls|kafkaEventSource|onFailureDestination|onFailureGrant|rolePolicies)\.ts)$/,
    /^components\/args\/\w+\.ts$/,
    /^dist\/(index|components|policies|preview)\b.*\.(js|d\.ts)$/,
    /^dist\/.*\.generated\.json$/,
    /^dist\/policies\/(package\.json|PulumiPolicy\.yaml)$/,
];

const folder = resolve(process.argv[2] ?? ".");
mkdirSync(folder, { recursive: true });
const { filename, size, files } = pack();
renameSync(join(folder, filename), join(folder, "package.tgz"));
const complaints = complaintsAbout(
    size,
    files.map(({ path }) => path),
);
console.log([`${size} bytes, ${files.length} files`, ...complaints].join("\n"));
if (complaints.length > 0) process.exitCode = 1;

function pack() {
    const answer = execFileSync(
        "npm",
        ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
        {
            cwd: fileURLToPath(new URL("..", import.meta.url)),
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        },
    );
    // A list of packages in some versions of npm, an object by name in others.
    return Object.values(JSON.parse(answer))[0];
}

function complaintsAbout(size, paths) {
    const strange = paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)));
    return [
        ...(size > SIZE_LIMIT ? [`more than ${SIZE_LIMIT} bytes`] : []),
        ...strange.map((path) => `no user needs ${path}`),
    ];
}
