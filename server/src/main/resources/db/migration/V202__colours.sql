-- What moving traffic away from one home of an operator, and back, needs to know.
CREATE TABLE operator_colours (
    operator_name TEXT  NOT NULL,
    cluster_name  TEXT  NOT NULL,
    namespace     TEXT  NOT NULL,
    colour        JSONB NOT NULL,
    PRIMARY KEY (operator_name, cluster_name, namespace)
);
