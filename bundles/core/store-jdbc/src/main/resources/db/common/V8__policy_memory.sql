-- What policies keep between two questions, such as when an address was written to last. The row's lock is what makes a
-- limit hold on several nodes.
CREATE TABLE policy_memory (
    policy  VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (policy, name)
);
