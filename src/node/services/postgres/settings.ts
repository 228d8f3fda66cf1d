/** The port that courses name. */
export const wellKnownPort = 5432;

/** Settings of a server of ours, as `-c` options: they hold whatever a configuration file says. */
export const serverSettings = (durable: boolean): readonly string[] =>
  Object.entries({ ...base, ...(durable ? {} : scratch) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const base: Readonly<Record<string, string>> = {
  // Nobody outside this computer, and no socket file that another server could trip over.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] %u@%d ',
  // Small: several labs may be open at once on a laptop.
  shared_buffers: '32MB',
  max_connections: '60',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  io_method: 'sync',
  // Compiling a query takes longer than the queries of a course.
  jit: 'off',
};

/** For data that can be made again at any time. */
const scratch: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // What a clean end leaves is copied for every run.
  min_wal_size: '8MB',
  // In its own folder, so that even a server that was killed leaves nothing elsewhere.
  dynamic_shared_memory_type: process.platform === 'win32' ? 'windows' : 'mmap',
};
