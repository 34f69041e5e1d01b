// Follows the simulator: GET /_sim/events. The browser connects again by itself.
export function follow(heard) {
  const source = new EventSource("/_sim/events");
  for (const name of ["tenant", "changes", "requests"]) {
    source.addEventListener(name, (e) => heard[name](JSON.parse(e.data)));
  }
  source.addEventListener("open", () => heard.state(true));
  source.addEventListener("error", () => heard.state(false));
  return source;
}
