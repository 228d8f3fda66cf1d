/** Which generated data: the same spec gives the same bytes, on every platform. */
export interface SparkifySpec {
  readonly generator: 'sparkify';
  readonly seed: number;
  /** 1: about 8,000 events in a month. */
  readonly scale: number;
  /** First day, `2018-11-12`; absent for the whole month. */
  readonly from?: string;
  /** Number of days; absent for all from {@link from} on. */
  readonly days?: number;
}

export type DataSpec = SparkifySpec;
