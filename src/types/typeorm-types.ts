/**
 * TypeORM's types as far as they say whose rows come back and whose properties an object has. The scan reads no installed package, so
 * that every machine gives the same answer; without these all that a repository gives would be `any`.
 * https://typeorm.io/docs/working-with-entity-manager/repository-api
 */
export const TYPEORM_TYPES = `
export interface ObjectLiteral { [key: string]: any }
export type Relation<T> = T;
export type EntityTarget<E> = (new (...args: any[]) => E) | string | EntitySchema<E> | { type: E; name: string };
export type ObjectType<E> = new (...args: any[]) => E;
export declare class EntitySchema<E = any> { constructor(options: any); private readonly entity: E }
export type DeepPartial<T> = T | (T extends Array<infer U> ? DeepPartial<U>[] : T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T);
export type QueryDeepPartialEntity<T> = { [K in keyof T]?: T[K] | (() => string) | any };
export declare class FindOperator<T> { readonly value: T }
export type FindOptionsWhere<E> = { [P in keyof E]?: E[P] extends Array<infer I> | undefined ? FindOptionsWhere<I> | FindOperator<any> : E[P] extends object | null | undefined ? FindOptionsWhere<NonNullable<E[P]>> | FindOperator<any> : any };
type Nested<E, Leaf> = { [P in keyof E]?: E[P] extends Array<infer I> | undefined ? Nested<I, Leaf> | Leaf : E[P] extends object | null | undefined ? Nested<NonNullable<E[P]>, Leaf> | Leaf : Leaf };
export type FindOptionsSelect<E> = Nested<E, boolean>;
export type FindOptionsRelations<E> = Nested<E, boolean>;
export type FindOptionsOrder<E> = Nested<E, "ASC" | "DESC" | "asc" | "desc" | 1 | -1 | { direction?: string; nulls?: string }>;
export interface FindOneOptions<E = any> {
  select?: FindOptionsSelect<E> | (keyof E)[];
  where?: FindOptionsWhere<E>[] | FindOptionsWhere<E>;
  relations?: FindOptionsRelations<E> | string[];
  order?: FindOptionsOrder<E>;
  withDeleted?: boolean; cache?: any; lock?: any; join?: any; comment?: string; transaction?: boolean; loadRelationIds?: any; loadEagerRelations?: boolean; relationLoadStrategy?: string;
}
export interface FindManyOptions<E = any> extends FindOneOptions<E> { skip?: number; take?: number }
type Where<E> = FindOptionsWhere<E> | FindOptionsWhere<E>[];
type Criteria<E> = string | number | Date | string[] | number[] | Date[] | Where<E>;
export interface InsertResult { identifiers: ObjectLiteral[]; generatedMaps: ObjectLiteral[]; raw: any }
export interface UpdateResult { generatedMaps: ObjectLiteral[]; raw: any; affected?: number }
export interface DeleteResult { raw: any; affected?: number | null }
export declare class Repository<E extends ObjectLiteral> {
  constructor(target: EntityTarget<E>, manager: EntityManager, queryRunner?: QueryRunner);
  readonly manager: EntityManager;
  readonly metadata: any;
  readonly target: EntityTarget<E>;
  createQueryBuilder(alias?: string, queryRunner?: QueryRunner): SelectQueryBuilder<E>;
  create(): E;
  create(entities: DeepPartial<E>[]): E[];
  create(entity: DeepPartial<E>): E;
  merge(entity: E, ...others: DeepPartial<E>[]): E;
  preload(entity: DeepPartial<E>): Promise<E | undefined>;
  save<T extends DeepPartial<E>>(entities: T[], options?: any): Promise<(T & E)[]>;
  save<T extends DeepPartial<E>>(entity: T, options?: any): Promise<T & E>;
  remove(entities: E[], options?: any): Promise<E[]>;
  remove(entity: E, options?: any): Promise<E>;
  softRemove<T extends DeepPartial<E>>(entities: T[], options?: any): Promise<(T & E)[]>;
  softRemove<T extends DeepPartial<E>>(entity: T, options?: any): Promise<T & E>;
  recover<T extends DeepPartial<E>>(entity: T, options?: any): Promise<T & E>;
  insert(entity: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[]): Promise<InsertResult>;
  update(criteria: Criteria<E>, partial: QueryDeepPartialEntity<E>): Promise<UpdateResult>;
  updateAll(partial: QueryDeepPartialEntity<E>): Promise<UpdateResult>;
  upsert(entity: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[], conflict: any): Promise<InsertResult>;
  delete(criteria: Criteria<E>): Promise<DeleteResult>;
  softDelete(criteria: Criteria<E>): Promise<UpdateResult>;
  restore(criteria: Criteria<E>): Promise<UpdateResult>;
  exist(options?: FindManyOptions<E>): Promise<boolean>;
  exists(options?: FindManyOptions<E>): Promise<boolean>;
  existsBy(where: Where<E>): Promise<boolean>;
  count(options?: FindManyOptions<E>): Promise<number>;
  countBy(where: Where<E>): Promise<number>;
  sum(column: keyof E, where?: Where<E>): Promise<number | null>;
  average(column: keyof E, where?: Where<E>): Promise<number | null>;
  minimum(column: keyof E, where?: Where<E>): Promise<number | null>;
  maximum(column: keyof E, where?: Where<E>): Promise<number | null>;
  find(options?: FindManyOptions<E>): Promise<E[]>;
  findBy(where: Where<E>): Promise<E[]>;
  findAndCount(options?: FindManyOptions<E>): Promise<[E[], number]>;
  findAndCountBy(where: Where<E>): Promise<[E[], number]>;
  findByIds(ids: any[], options?: FindManyOptions<E>): Promise<E[]>;
  findOne(options: FindOneOptions<E>, more?: FindOneOptions<E>): Promise<E | null>;
  findOneBy(where: Where<E>): Promise<E | null>;
  findOneById(id: any): Promise<E | null>;
  findOneOrFail(options: FindOneOptions<E>, more?: FindOneOptions<E>): Promise<E>;
  findOneByOrFail(where: Where<E>): Promise<E>;
  query(sql: string, parameters?: any[]): Promise<any>;
  clear(): Promise<void>;
  increment(conditions: Where<E>, path: string, value: number | string): Promise<UpdateResult>;
  decrement(conditions: Where<E>, path: string, value: number | string): Promise<UpdateResult>;
  extend<C>(methods: C & ThisType<this & C>): this & C;
}
export declare class TreeRepository<E extends ObjectLiteral> extends Repository<E> {
  findTrees(options?: any): Promise<E[]>;
  findRoots(options?: any): Promise<E[]>;
  findDescendants(entity: E, options?: any): Promise<E[]>;
  findDescendantsTree(entity: E, options?: any): Promise<E>;
  findAncestors(entity: E, options?: any): Promise<E[]>;
  findAncestorsTree(entity: E, options?: any): Promise<E>;
}
export declare class AbstractRepository<E extends ObjectLiteral> {
  protected manager: EntityManager;
  protected repository: Repository<E>;
  protected createQueryBuilder(alias: string): SelectQueryBuilder<E>;
}
export declare class EntityManager {
  readonly connection: DataSource;
  readonly dataSource: DataSource;
  readonly queryRunner?: QueryRunner;
  transaction<T>(run: (manager: EntityManager) => Promise<T>): Promise<T>;
  transaction<T>(isolation: string, run: (manager: EntityManager) => Promise<T>): Promise<T>;
  query(sql: string, parameters?: any[]): Promise<any>;
  createQueryBuilder<E extends ObjectLiteral>(target: EntityTarget<E>, alias: string, queryRunner?: QueryRunner): SelectQueryBuilder<E>;
  createQueryBuilder(queryRunner?: QueryRunner): SelectQueryBuilder<any>;
  getRepository<E extends ObjectLiteral>(target: EntityTarget<E>): Repository<E>;
  getTreeRepository<E extends ObjectLiteral>(target: EntityTarget<E>): TreeRepository<E>;
  getCustomRepository<T>(repository: new (...args: any[]) => T): T;
  withRepository<R>(repository: R): R;
  create<E>(target: EntityTarget<E>, entities: DeepPartial<E>[]): E[];
  create<E>(target: EntityTarget<E>, entity?: DeepPartial<E>): E;
  merge<E>(target: EntityTarget<E>, entity: E, ...others: DeepPartial<E>[]): E;
  preload<E>(target: EntityTarget<E>, entity: DeepPartial<E>): Promise<E | undefined>;
  save<E, T extends DeepPartial<E>>(target: EntityTarget<E>, entities: T[], options?: any): Promise<(T & E)[]>;
  save<E, T extends DeepPartial<E>>(target: EntityTarget<E>, entity: T, options?: any): Promise<T & E>;
  save<E>(entities: E[], options?: any): Promise<E[]>;
  save<E>(entity: E, options?: any): Promise<E>;
  remove<E>(target: EntityTarget<E>, entity: E | E[], options?: any): Promise<any>;
  remove<E>(entity: E, options?: any): Promise<E>;
  softRemove<E>(entity: E, options?: any): Promise<E>;
  recover<E>(entity: E, options?: any): Promise<E>;
  insert<E>(target: EntityTarget<E>, entity: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[]): Promise<InsertResult>;
  update<E>(target: EntityTarget<E>, criteria: Criteria<E>, partial: QueryDeepPartialEntity<E>): Promise<UpdateResult>;
  upsert<E>(target: EntityTarget<E>, entity: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[], conflict: any): Promise<InsertResult>;
  delete<E>(target: EntityTarget<E>, criteria: Criteria<E>): Promise<DeleteResult>;
  softDelete<E>(target: EntityTarget<E>, criteria: Criteria<E>): Promise<UpdateResult>;
  restore<E>(target: EntityTarget<E>, criteria: Criteria<E>): Promise<UpdateResult>;
  exists<E>(target: EntityTarget<E>, options?: FindManyOptions<E>): Promise<boolean>;
  existsBy<E>(target: EntityTarget<E>, where: Where<E>): Promise<boolean>;
  count<E>(target: EntityTarget<E>, options?: FindManyOptions<E>): Promise<number>;
  countBy<E>(target: EntityTarget<E>, where: Where<E>): Promise<number>;
  find<E>(target: EntityTarget<E>, options?: FindManyOptions<E>): Promise<E[]>;
  findBy<E>(target: EntityTarget<E>, where: Where<E>): Promise<E[]>;
  findAndCount<E>(target: EntityTarget<E>, options?: FindManyOptions<E>): Promise<[E[], number]>;
  findAndCountBy<E>(target: EntityTarget<E>, where: Where<E>): Promise<[E[], number]>;
  findByIds<E>(target: EntityTarget<E>, ids: any[], options?: FindManyOptions<E>): Promise<E[]>;
  findOne<E>(target: EntityTarget<E>, options: FindOneOptions<E>, more?: FindOneOptions<E>): Promise<E | null>;
  findOneBy<E>(target: EntityTarget<E>, where: Where<E>): Promise<E | null>;
  findOneOrFail<E>(target: EntityTarget<E>, options: FindOneOptions<E>, more?: FindOneOptions<E>): Promise<E>;
  findOneByOrFail<E>(target: EntityTarget<E>, where: Where<E>): Promise<E>;
  increment<E>(target: EntityTarget<E>, conditions: Where<E>, path: string, value: number | string): Promise<UpdateResult>;
  decrement<E>(target: EntityTarget<E>, conditions: Where<E>, path: string, value: number | string): Promise<UpdateResult>;
  clear<E>(target: EntityTarget<E>): Promise<void>;
}
export interface QueryRunner {
  readonly manager: EntityManager;
  readonly connection: DataSource;
  readonly isTransactionActive: boolean;
  readonly isReleased: boolean;
  connect(): Promise<any>;
  release(): Promise<void>;
  startTransaction(isolation?: string): Promise<void>;
  commitTransaction(): Promise<void>;
  rollbackTransaction(): Promise<void>;
  query(sql: string, parameters?: any[]): Promise<any>;
  [method: string]: any;
}
export interface DataSourceOptions { [option: string]: any }
export declare class DataSource {
  constructor(options: any);
  readonly manager: EntityManager;
  readonly options: any;
  readonly driver: any;
  readonly isInitialized: boolean;
  initialize(): Promise<this>;
  destroy(): Promise<void>;
  transaction<T>(run: (manager: EntityManager) => Promise<T>): Promise<T>;
  transaction<T>(isolation: string, run: (manager: EntityManager) => Promise<T>): Promise<T>;
  getRepository<E extends ObjectLiteral>(target: EntityTarget<E>): Repository<E>;
  getTreeRepository<E extends ObjectLiteral>(target: EntityTarget<E>): TreeRepository<E>;
  getCustomRepository<T>(repository: new (...args: any[]) => T): T;
  query(sql: string, parameters?: any[]): Promise<any>;
  createQueryBuilder<E extends ObjectLiteral>(target: EntityTarget<E>, alias: string, queryRunner?: QueryRunner): SelectQueryBuilder<E>;
  createQueryBuilder(queryRunner?: QueryRunner): SelectQueryBuilder<any>;
  createQueryRunner(mode?: string): QueryRunner;
  createEntityManager(queryRunner?: QueryRunner): EntityManager;
}
export declare class Connection extends DataSource {}
export declare function getRepository<E extends ObjectLiteral>(target: EntityTarget<E>, connection?: string): Repository<E>;
export declare function getTreeRepository<E extends ObjectLiteral>(target: EntityTarget<E>, connection?: string): TreeRepository<E>;
export declare function getCustomRepository<T>(repository: new (...args: any[]) => T, connection?: string): T;
export declare function getManager(connection?: string): EntityManager;
export declare function getConnection(name?: string): Connection;
export declare function createConnection(options?: any): Promise<Connection>;
export interface QueryBuilder<E extends ObjectLiteral> { [method: string]: any }
export declare class SelectQueryBuilder<E extends ObjectLiteral> {
  getOne(): Promise<E | null>;
  getOneOrFail(): Promise<E>;
  getMany(): Promise<E[]>;
  getManyAndCount(): Promise<[E[], number]>;
  getRawAndEntities(): Promise<{ entities: E[]; raw: any[] }>;
  getRawOne<T = any>(): Promise<T | undefined>;
  getRawMany<T = any>(): Promise<T[]>;
  getCount(): Promise<number>;
  getExists(): Promise<boolean>;
  getQuery(): string;
  getSql(): string;
  getParameters(): ObjectLiteral;
  getQueryAndParameters(): [string, any[]];
  stream(): Promise<any>;
  clone(): this;
  subQuery(): SelectQueryBuilder<any>;
  from<T extends ObjectLiteral>(target: EntityTarget<T> | ((query: SelectQueryBuilder<any>) => SelectQueryBuilder<any>), alias: string): SelectQueryBuilder<T>;
  insert(): any; update(...args: any[]): any; delete(): any; softDelete(): any; restore(): any; relation(...args: any[]): any;
  ${[
    ...[
      "select",
      "addSelect",
      "distinct",
      "distinctOn",
      "addFrom",
      "innerJoin",
      "leftJoin",
      "innerJoinAndSelect",
    ],
    ...[
      "leftJoinAndSelect",
      "innerJoinAndMapOne",
      "innerJoinAndMapMany",
      "leftJoinAndMapOne",
      "leftJoinAndMapMany",
    ],
    ...[
      "loadRelationIdAndMap",
      "loadRelationCountAndMap",
      "where",
      "andWhere",
      "orWhere",
      "whereInIds",
      "andWhereInIds",
    ],
    ...[
      "having",
      "andHaving",
      "orHaving",
      "groupBy",
      "addGroupBy",
      "orderBy",
      "addOrderBy",
      "limit",
      "offset",
      "take",
      "skip",
    ],
    ...[
      "setLock",
      "withDeleted",
      "cache",
      "setParameter",
      "setParameters",
      "setFindOptions",
      "setQueryRunner",
      "comment",
    ],
    ...[
      "useIndex",
      "addCommonTableExpression",
      "maxExecutionTime",
      "setOption",
      "printSql",
      "setOnLocked",
      "callListeners",
    ],
  ]
    .map((name) => `${name}(...args: any[]): this;`)
    .join(" ")}
}
export declare class BaseEntity {
  hasId(): boolean;
  save(options?: any): Promise<this>;
  remove(options?: any): Promise<this>;
  softRemove(options?: any): Promise<this>;
  recover(options?: any): Promise<this>;
  reload(): Promise<void>;
  static getRepository<T extends BaseEntity>(this: new () => T): Repository<T>;
  static createQueryBuilder<T extends BaseEntity>(this: new () => T, alias?: string): SelectQueryBuilder<T>;
  static create<T extends BaseEntity>(this: new () => T, entity?: DeepPartial<T>): T;
  static merge<T extends BaseEntity>(this: new () => T, entity: T, ...others: DeepPartial<T>[]): T;
  static preload<T extends BaseEntity>(this: new () => T, entity: DeepPartial<T>): Promise<T | undefined>;
  static save<T extends BaseEntity>(this: new () => T, entity: DeepPartial<T>, options?: any): Promise<T>;
  static remove<T extends BaseEntity>(this: new () => T, entity: T, options?: any): Promise<T>;
  static insert<T extends BaseEntity>(this: new () => T, entity: QueryDeepPartialEntity<T> | QueryDeepPartialEntity<T>[]): Promise<InsertResult>;
  static update<T extends BaseEntity>(this: new () => T, criteria: Criteria<T>, partial: QueryDeepPartialEntity<T>): Promise<UpdateResult>;
  static upsert<T extends BaseEntity>(this: new () => T, entity: QueryDeepPartialEntity<T> | QueryDeepPartialEntity<T>[], conflict: any): Promise<InsertResult>;
  static delete<T extends BaseEntity>(this: new () => T, criteria: Criteria<T>): Promise<DeleteResult>;
  static count<T extends BaseEntity>(this: new () => T, options?: FindManyOptions<T>): Promise<number>;
  static countBy<T extends BaseEntity>(this: new () => T, where: Where<T>): Promise<number>;
  static exists<T extends BaseEntity>(this: new () => T, options?: FindManyOptions<T>): Promise<boolean>;
  static existsBy<T extends BaseEntity>(this: new () => T, where: Where<T>): Promise<boolean>;
  static find<T extends BaseEntity>(this: new () => T, options?: FindManyOptions<T>): Promise<T[]>;
  static findBy<T extends BaseEntity>(this: new () => T, where: Where<T>): Promise<T[]>;
  static findAndCount<T extends BaseEntity>(this: new () => T, options?: FindManyOptions<T>): Promise<[T[], number]>;
  static findOne<T extends BaseEntity>(this: new () => T, options: FindOneOptions<T>, more?: FindOneOptions<T>): Promise<T | null>;
  static findOneBy<T extends BaseEntity>(this: new () => T, where: Where<T>): Promise<T | null>;
  static findOneOrFail<T extends BaseEntity>(this: new () => T, options: FindOneOptions<T>): Promise<T>;
  static findOneByOrFail<T extends BaseEntity>(this: new () => T, where: Where<T>): Promise<T>;
}
`;
