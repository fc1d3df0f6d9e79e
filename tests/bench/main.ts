// Measures what the package costs, shows the tables and keeps them in RESULTS.md. Names of sections may be given to
// measure these alone, and keep nothing: npm run bench -- boot
import { writeFileSync } from "node:fs";
import { analysisSection } from "./analysis";
import { bootSection } from "./boot";
import { load, page, RESULTS, type Section } from "./report";

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
    boot: bootSection,
    analysis: analysisSection,
};

async function main(wanted: readonly string[]): Promise<void> {
    const loadBefore = load();
    const names = Object.keys(SECTIONS).filter(
        (name) => wanted.length === 0 || wanted.includes(name),
    );
    const sections: Section[] = [];
    for (const name of names) {
        console.error(`measuring ${name} …`);
        const section = await SECTIONS[name]?.();
        if (section !== undefined) sections.push(section);
    }
    const text = await page(sections, loadBefore);
    console.log(text);
    if (wanted.length === 0) writeFileSync(RESULTS, text);
}

void main(process.argv.slice(2));
