import type { DataTable, DataValue } from '../generated.js';
import type { SparkifyEvent } from './event.js';
import { csv, decimalOr, double, jsonOfFew, jsonOrNull } from './text.js';

const auth = (event: SparkifyEvent): string => (event.user ? 'Logged In' : 'Logged Out');

/** A line of a log file: keys in the order of the alphabet, as the service logs them. */
export const eventJson = (event: SparkifyEvent): string => {
  const { user } = event;
  return (
    `{"artist":${jsonOrNull(event.artist)},"auth":"${auth(event)}","firstName":${user ? jsonOfFew(user.firstName) : 'null'},` +
    `"gender":${user ? `"${user.gender}"` : 'null'},"itemInSession":${event.itemInSession},` +
    `"lastName":${user ? jsonOfFew(user.lastName) : 'null'},"length":${decimalOr(event.length, 'null')},"level":"${event.level}",` +
    `"location":${user ? jsonOfFew(user.location) : 'null'},"method":"${event.method}","page":"${event.page}",` +
    `"registration":${user ? `${user.registration}.0` : 'null'},"sessionId":${event.sessionId},` +
    `"song":${jsonOrNull(event.song)},"status":${event.status},"ts":${event.ts},` +
    `"userAgent":${user ? jsonOfFew(user.userAgent) : 'null'},"userId":"${user ? user.userId : ''}"}\n`
  );
};

/** The columns of a CSV file; it leaves out what the browser says of itself. */
export const eventCsvHeader =
  'artist,auth,firstName,gender,itemInSession,lastName,length,level,location,method,page,registration,sessionId,song,status,ts,userId\n';

/** A line of a CSV file; what is not known is left empty. */
export const eventCsv = (event: SparkifyEvent): string => {
  const { user } = event;
  return (
    `${csv(event.artist ?? '')},${auth(event)},${csv(user?.firstName ?? '')},${user?.gender ?? ''},${event.itemInSession},` +
    `${csv(user?.lastName ?? '')},${decimalOr(event.length, '')},${event.level},${csv(user?.location ?? '')},${event.method},` +
    `${event.page},${user ? `${user.registration}.0` : ''},${event.sessionId},${csv(event.song ?? '')},${event.status},` +
    `${event.ts},${user?.userId ?? ''}\n`
  );
};

/** The columns of the table `events`: the keys of the log files in their order. */
export const eventColumns: DataTable['columns'] = [
  { name: 'artist', type: 'text' },
  { name: 'auth', type: 'text' },
  { name: 'first_name', type: 'text' },
  { name: 'gender', type: 'text' },
  { name: 'item_in_session', type: 'integer' },
  { name: 'last_name', type: 'text' },
  { name: 'length', type: 'double precision' },
  { name: 'level', type: 'text' },
  { name: 'location', type: 'text' },
  { name: 'method', type: 'text' },
  { name: 'page', type: 'text' },
  { name: 'registration', type: 'double precision' },
  { name: 'session_id', type: 'integer' },
  { name: 'song', type: 'text' },
  { name: 'status', type: 'integer' },
  { name: 'ts', type: 'bigint' },
  { name: 'user_agent', type: 'text' },
  { name: 'user_id', type: 'text' },
];

export const eventRow = (event: SparkifyEvent): readonly DataValue[] => {
  const { user } = event;
  return [
    event.artist,
    auth(event),
    user?.firstName ?? null,
    user?.gender ?? null,
    event.itemInSession,
    user?.lastName ?? null,
    double(event.length),
    event.level,
    user?.location ?? null,
    event.method,
    event.page,
    user?.registration ?? null,
    event.sessionId,
    event.song,
    event.status,
    event.ts,
    user?.userAgent ?? null,
    user?.userId ?? '',
  ];
};

/** For Redshift: where the columns of a staging table are found, in the order of the keys. */
export const jsonPaths = ((): string => {
  const keys = 'artist auth firstName gender itemInSession lastName length level location method page registration sessionId song status ts userAgent userId'; // prettier-ignore
  const paths = keys.split(' ').map((key) => `        "$['${key}']"`);
  return `{\n    "jsonpaths": [\n${paths.join(',\n')}\n    ]\n}\n`;
})();
