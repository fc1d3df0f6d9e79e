import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const PURE = [
    "components/onFailure/**",
    "components/source/**",
    "components/records/**",
    "policies/iam/**",
];

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
            "no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            group: ["**/policies/pack"],
                            message: "Importing the pack starts a server.",
                        },
                    ],
                },
            ],
        },
    },
    {
        files: PURE,
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    patterns: [
                        { group: ["@pulumi/*"], message: "The pure core knows no Pulumi." },
                        {
                            group: ["**/policies/pack"],
                            message: "Importing the pack starts a server.",
                        },
                    ],
                },
            ],
        },
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
