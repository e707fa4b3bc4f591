import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { CollectionSpec } from '../projection.ts';
import { newBuildId } from './build-id.ts';
import type { ProjectionDefinition } from './protocol.ts';
import { collectionTable, createCollection, discardedTable, shadowTable } from './schema.ts';

/** The tables of the projections and the list of what they hold. All of it runs in the writer's transactions. */
export interface ProjectionTables {
  /** Creates the tables of an empty log at once; returns the projections that have to be rebuilt, because they are new or changed. */
  prepare(): string[];
  /**
   * Refuses to write where another program has changed a projection of ours: its tables are no longer the ones we write. Projections that
   * this program does not have would fall behind: they are marked for a rebuild.
   */
  check(): void;
  specOf(collection: string): CollectionSpec;
  createShadow(build: string, projection: string): void;
  /** Puts the shadow tables in the place of those that serve; the latter wait under another name to be discarded. */
  swap(build: string, projection: string): void;
}

export function createProjectionTables(
  db: DatabaseSync,
  projections: readonly ProjectionDefinition[],
): ProjectionTables {
  const byName = new Map(projections.map((projection) => [projection.name, projection]));
  const specs = new Map(projections.flatMap(({ collections }) => Object.entries(collections)));
  const definitionOf = ({ version, collections }: ProjectionDefinition) => JSON.stringify({ version, collections });
  const stored = () =>
    new Map(
      db
        .prepare('SELECT name, definition FROM projections')
        .all()
        .map((row) => [String(row['name']), String(row['definition'])]),
    );

  function own(name: string): ProjectionDefinition {
    const projection = byName.get(name);
    if (!projection) throw new Error(`there is no projection "${name}"`);
    return projection;
  }

  function owner(collection: string): string | undefined {
    return projections.find(({ collections }) => collection in collections)?.name;
  }

  function isTable(name: string): boolean {
    return db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !== undefined;
  }

  function swap(build: string, name: string): void {
    const projection = own(name);
    const before = stored().get(name);
    const former = before === undefined ? [] : Object.keys((JSON.parse(before) as ProjectionDefinition).collections);
    const replaced = new Set([...former, ...Object.keys(projection.collections)]);
    for (const collection of replaced) {
      const movedTo = owner(collection);
      if (movedTo !== undefined && movedTo !== name) continue;
      const table = collectionTable(collection);
      if (isTable(table)) db.exec(`ALTER TABLE "${table}" RENAME TO "${discardedTable(build, collection)}"`);
    }
    for (const collection of Object.keys(projection.collections)) {
      db.exec(`ALTER TABLE "${shadowTable(build, collection)}" RENAME TO "${collectionTable(collection)}"`);
    }
    db.prepare('INSERT OR REPLACE INTO projections (name, definition) VALUES (?, ?)').run(
      name,
      definitionOf(projection),
    );
  }

  function createShadow(build: string, name: string): void {
    for (const [collection, spec] of Object.entries(own(name).collections)) {
      db.exec(createCollection(shadowTable(build, collection), spec));
    }
  }

  return {
    createShadow,
    swap,
    prepare() {
      const known = stored();
      const outdated = projections.filter((projection) => known.get(projection.name) !== definitionOf(projection));
      if (db.prepare('SELECT 1 FROM events LIMIT 1').get() !== undefined) return outdated.map(({ name }) => name);
      const build = newBuildId();
      for (const { name } of outdated) {
        createShadow(build, name);
        swap(build, name);
      }
      dropTables(db, discardedTable(build, ''));
      return [];
    },
    check() {
      const known = stored();
      for (const projection of projections) {
        if (known.get(projection.name) !== definitionOf(projection)) {
          throw new AppError(
            'UNAVAILABLE',
            'Another version of this program has changed the database. Restart with that version.',
          );
        }
        known.delete(projection.name);
      }
      for (const name of known.keys()) db.prepare('DELETE FROM projections WHERE name = ?').run(name);
    },
    specOf(collection) {
      const spec = specs.get(collection);
      if (!spec) throw new Error(`there is no collection "${collection}"`);
      return spec;
    },
  };
}

export function tablesOf(db: DatabaseSync, prefix: string): string[] {
  const rows = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) = ?`);
  return rows.all(prefix.length, prefix).map((row) => String(row['name']));
}

export function dropTables(db: DatabaseSync, prefix: string): void {
  for (const table of tablesOf(db, prefix)) db.exec(`DROP TABLE "${table}"`);
}
