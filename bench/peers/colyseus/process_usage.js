// What a process has used so far, from /proc.
import { readFileSync } from 'node:fs';

const kTicksPerSecond = 100; // USER_HZ, the same on every Linux
const kPageBytes = 4096;

/** { cpuSeconds, residentBytes } of a process. */
export function processUsage(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The program's name may hold blanks and parentheses: fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / kTicksPerSecond,
    residentBytes: Number(fields[21]) * kPageBytes,
  };
}
