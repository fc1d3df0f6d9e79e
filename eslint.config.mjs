import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const PURE = [
    "components/onFailure/**",
    "components/source/**",
    "components/records/**",
    "policies/iam/**",
    "preview/aws/**",
];

/** The rule that bans these imports, and that of the pack everywhere: of two such rules for a file only the last one counts. */
function banned(...patterns) {
    const pack = { group: ["**/policies/pack"], message: "Importing the pack starts a server." };
    return { "no-restricted-imports": ["error", { patterns: [pack, ...patterns] }] };
}

export default defineConfig(
    { ignores: ["dist/**", "**/node_modules/**", "tests/**/fixtures/**"] },
    eslint.configs.recommended,
    tseslint.configs.strictTypeChecked,
    tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: {
            parserOptions: {
                project: ["./tsconfig.json", "./tests/tsconfig.json"],
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            "@typescript-eslint/consistent-type-imports": "error",
            "@typescript-eslint/switch-exhaustiveness-check": "error",
            "@typescript-eslint/prefer-readonly": "error",
            "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
            ...banned(),
        },
    },
    {
        files: ["policies/**"],
        rules: banned(
            {
                group: ["@pulumi/aws"],
                message: "With @pulumi/aws the pack takes many times the time and memory to start.",
            },
            {
                group: ["**/components/*", "!**/components/onFailure", "!**/components/source"],
                message:
                    "The pack reads the law alone: what stands beside it may load @pulumi/aws.",
            },
        ),
    },
    {
        files: PURE,
        rules: banned({
            group: ["@pulumi/*"],
            message: "What is pure knows no Pulumi: it is tested, and read, without an engine.",
        }),
    },
    {
        // The one file that reads properties and unknowns, and the one that reads the wire (design, decision 31).
        files: ["policies/graph.ts", "preview/engine/wire.ts", "preview/engine/grpc.ts"],
        rules: { "@typescript-eslint/consistent-type-assertions": "off" },
    },
    { files: ["tests/**/*.ts"], rules: { "max-lines": "off" } },
    { files: ["**/*.mjs", "**/*.cjs", "**/*.js"], ...tseslint.configs.disableTypeChecked },
    {
        files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
        languageOptions: {
            globals: {
                process: "readonly",
                console: "readonly",
                require: "readonly",
                module: "writable",
                __dirname: "readonly",
                URL: "readonly",
            },
        },
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
);
