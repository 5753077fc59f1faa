// Draws a sheet down with a finger: past a third of its height, or with a quick flick, it closes;
// otherwise it goes back. Mouse and keyboard have the close button and Escape.

const CLOSE_SHARE = 0.33;
const FLICK_PX_PER_MS = 0.6;

/** `handle` is where the finger takes hold of `sheet`. */
export function closeBySwipe(sheet, handle, close) {
  let start;

  handle.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch' || !sheet.matches(':modal')) return;
    if (event.target.closest('button')) return;
    start = { y: event.clientY, at: event.timeStamp };
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    if (start) sheet.style.transform = `translateY(${Math.max(0, event.clientY - start.y)}px)`;
  });
  handle.addEventListener('pointerup', (event) => {
    if (!start) return;
    const moved = event.clientY - start.y;
    const speed = moved / Math.max(1, event.timeStamp - start.at);
    letGo();
    if (moved > sheet.offsetHeight * CLOSE_SHARE || speed > FLICK_PX_PER_MS) close();
  });
  handle.addEventListener('pointercancel', letGo);

  function letGo() {
    start = undefined;
    sheet.style.transform = '';
  }
}
