/**
 * Settings under which a value has the same text on every server, and under which a table with row-level
 * security is refused rather than read in part.
 */
export const ALIKE = `
  SET LOCAL row_security = off;
  SET LOCAL TIME ZONE 'UTC';
  SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL intervalstyle = 'iso_8601';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL standard_conforming_strings = on;`
