import type { ServiceEndpoint } from './service.js';

/** A ready service for people who want to connect to it, in one line, as tools of its kind take it. */
export const connectionText = (endpoint: ServiceEndpoint): string => {
  switch (endpoint.kind) {
    case 'postgres': {
      const { user, password, host, port, database } = endpoint;
      return `postgresql://${user}:${password}@${host}:${port}/${database}`;
    }
  }
};
