/** The signals that end a process; their default does not run `exit` handlers. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const actions = new Set<() => void>();

/** Does something when this process ends, also when a signal ends it; answers how to leave that be. */
export function atEnd(action: () => void): () => void {
    if (actions.size === 0) watch();
    actions.add(action);
    return () => {
        actions.delete(action);
        if (actions.size === 0) unwatch();
    };
}

function watch(): void {
    process.on("exit", end);
    for (const signal of SIGNALS) process.on(signal, endBy);
}

function unwatch(): void {
    process.off("exit", end);
    for (const signal of SIGNALS) process.off(signal, endBy);
}

/** The last comes first: what it uses was there before it. */
function end(): void {
    const due = [...actions].toReversed();
    actions.clear();
    unwatch();
    for (const action of due) action();
}

function endBy(signal: NodeJS.Signals): void {
    end();
    // What the signal would have done without this handler, unless somebody else handles it too.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
