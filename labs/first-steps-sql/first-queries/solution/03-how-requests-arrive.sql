SELECT arrived_by, count(*) AS total
FROM requests
GROUP BY arrived_by
HAVING count(*) >= 5
ORDER BY total DESC;
