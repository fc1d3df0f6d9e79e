// Measures what the package costs, shows the tables and keeps them in RESULTS.md. Names of sections may be given to
// measure these alone, and keep nothing: npm run bench -- boot
import { writeFileSync } from "node:fs";
import { analysisSection } from "./analysis";
import { bootSection } from "./boot";
import { evaluatorSection } from "./evaluator";
import { hostileSection } from "./hostile";
import { milliseconds } from "./measure";
import { previewSection } from "./preview";
import { registrationSection } from "./registration";
import { load, page, RESULTS, type Section } from "./report";

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
    boot: bootSection,
    analysis: analysisSection,
    evaluator: evaluatorSection,
    hostile: hostileSection,
    registration: registrationSection,
    preview: previewSection,
};

async function main(wanted: readonly string[]): Promise<void> {
    const names = Object.keys(SECTIONS);
    const stranger = wanted.find((name) => !names.includes(name));
    if (stranger !== undefined) {
        throw new Error(`There is no section ${stranger}: there are ${names.join(", ")}.`);
    }
    const loadBefore = load();
    const sections: Section[] = [];
    const taken = await milliseconds(async () => {
        for (const name of wanted.length === 0 ? names : wanted) {
            console.error(`measuring ${name} …`);
            const section = await SECTIONS[name]?.();
            if (section !== undefined) sections.push(section);
        }
    });
    const text = await page(sections, { load: loadBefore, minutes: taken / 60_000 });
    console.log(text);
    if (wanted.length === 0) writeFileSync(RESULTS, text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
