/* The page with the live figures: asks anew every three seconds. Plain JavaScript, no framework. */
const body = document.body;
const url = `/hotel/door/live/${body.dataset.event}/figures`;

function set(root, name, value) {
    const element = root.querySelector(`[data-figure="${name}"]`);
    if (element) {
        element.textContent = value;
    }
}

async function refresh() {
    try {
        const response = await fetch(url, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", params: {} }),
        });
        const { result } = await response.json();
        if (!result) {
            throw new Error("refused");
        }
        for (const name of ["guest", "coming", "declined", "silent", "arrived"]) {
            set(body, name, result[name]);
        }
        for (const point of result.points) {
            const row = body.querySelector(`[data-point="${point.id}"]`);
            if (row) {
                set(row, "passed", point.passed);
                set(row, "expected", point.expected);
                const bar = row.querySelector("progress");
                bar.max = point.expected || 1;
                bar.value = point.passed;
            }
        }
        document.getElementById("clock").textContent = new Date().toLocaleTimeString();
        body.classList.remove("stale");
    } catch {
        body.classList.add("stale");
    }
}

setInterval(refresh, 3000);
refresh();
