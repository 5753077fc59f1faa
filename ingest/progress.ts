/** Shows a run's progress: a bar on a terminal, plain lines in a log. Written to stderr only. */
import { type Options, Presets, SingleBar } from 'cli-progress';
import { progressWords } from './report-text.ts';
import type { IngestProgress } from './run.ts';

export interface ProgressView {
  show(progress: IngestProgress): void;
  /** Takes the bar away, so that the report starts on a clean line. */
  stop(): void;
}

/** The view that fits the stream. */
export function createProgressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? barView(stream) : lineView(stream);
}

function barView(stream: NodeJS.WriteStream): ProgressView {
  const options: Options = {
    stream,
    format: '{bar} {value}/{total} {what}',
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 1,
    forceRedraw: true,
  };
  const bar = new SingleBar(options, Presets.shades_classic);
  let isStarted = false;
  return {
    show(progress) {
      const { done, total } = progress.phase === 'reading' ? { done: 0, total: 1 } : progress;
      if (!isStarted) bar.start(total, done, { what: '' });
      isStarted = true;
      bar.setTotal(total);
      bar.update(done, { what: wordsOf(progress).slice(0, WHAT_CHARACTERS_MAX) });
    },
    stop() {
      if (isStarted) bar.stop();
    },
  };
}

// The bar and its text must fit one terminal line, or every redraw leaves one behind.
const WHAT_CHARACTERS_MAX = 30;

// A log wants to know that it goes on, not every document.
const LINE_EVERY_MS = 2_000;

function lineView(stream: NodeJS.WriteStream): ProgressView {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      const now = performance.now();
      if (progress.phase !== 'reading' && now - lastAt < LINE_EVERY_MS) return;
      lastAt = now;
      stream.write(`${wordsOf(progress)}\n`);
    },
    stop() {},
  };
}

function wordsOf(progress: IngestProgress): string {
  switch (progress.phase) {
    case 'reading':
      return progressWords.reading(progress.source);
    case 'storing':
      return progressWords.storing(progress.done, progress.total, progress.source);
    case 'reembedding':
      return progressWords.reembedding(progress.done, progress.total);
  }
}
