import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** The 22nd field of /proc/PID/stat; the fields before the name's closing bracket are two. */
const START_FIELD_AFTER_NAME = 19

/** When a process began, in a form that only serves to compare; null where the system does not tell. */
export function processStart(pid: number): string | null {
  return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_FIELD_AFTER_NAME]
    // Ticks count from the start of the machine, so they mean nothing without it.
    const machineStart = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return ticks === undefined ? null : `${machineStart}:${ticks}`
  } catch {
    return null
  }
}

function startByPs(pid: number): string | null {
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.status === 0 ? ps.stdout.trim() : null
}
