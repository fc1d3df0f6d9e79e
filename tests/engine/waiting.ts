/** Waits for what another process does, a minute at most; fails when that does not come. */
export async function until(condition: () => boolean): Promise<void> {
    if (!(await comes(condition))) {
        throw new Error("What was waited for did not come.");
    }
}

/** Whether the process ends within a minute. */
export function isGone(pid: number): Promise<boolean> {
    return comes(() => {
        try {
            process.kill(pid, 0);
            return false;
        } catch {
            return true;
        }
    });
}

async function comes(condition: () => boolean): Promise<boolean> {
    for (let tries = 0; tries < 600; tries += 1) {
        if (condition()) return true;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return condition();
}
