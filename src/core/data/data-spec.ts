/** Which generated data: the same spec gives the same bytes, on every platform. */
export interface SparkifySpec {
  readonly generator: 'sparkify';
  /** Whole, not negative. */
  readonly seed: number;
  /** Whole; 1: 8,056 events in the month, 1,250: ten million. */
  readonly scale: number;
  /** First day, `2018-11-12`; absent for the whole month. */
  readonly from?: string;
  /** Number of days; absent for all from {@link from} on. */
  readonly days?: number;
  /** Which files; `json` when absent. */
  readonly form?: DataForm;
}

/**
 * `json`: `song_data` and `log_data`, as a service writes them. `csv`: the same events in `event_data`, one CSV file a day. `all`: both,
 * and `log_json_path.json`, which tells Redshift where the columns are.
 */
export type DataForm = (typeof dataForms)[number];
export const dataForms = ['json', 'csv', 'all'] as const;

export type DataSpec = SparkifySpec;
