SELECT arrived_by
FROM requests
GROUP BY arrived_by;
