import type { CodeName } from "../code/code-name.js";

/** What one file's text says of Sequelize's models. JSON-able. */
export interface SequelizeMapping {
  readonly models: readonly SequelizeModel[];
  /** Written as calls: `User.hasMany(models.Post)`. */
  readonly associations: readonly (SequelizeAssociation & { readonly source: ModelRef })[];
  /** `new Sequelize({ define: { underscored: true } })`: options of every model of the repo. */
  readonly defaults: readonly ModelOptions[];
  /** What functions that may give a model are called for: `const User = defineUser(sequelize)`. */
  readonly made: readonly MadeModel[];
}

/** A function that defines one model and gives it. */
export interface ModelFactory {
  /** Where the function begins. */
  readonly at: number;
  readonly model: string;
  readonly exports: readonly string[];
}

/** A name for what a function, or a method of a model, gives. */
export interface MadeModel {
  readonly name: string;
  readonly exports: readonly string[];
  readonly from: CodeName;
}

/** How code names a model: by a variable or an import, or by the name under which Sequelize knows it (`models.User`, `"User"`). */
export interface ModelRef {
  readonly code?: CodeName;
  readonly name?: string;
  /** The function that gives it: `defineUser(sequelize)`. */
  readonly made?: CodeName;
}

export interface ModelOptions {
  readonly modelName?: string;
  readonly tableName?: string;
  readonly schema?: string;
  readonly underscored?: boolean;
  readonly freezeTableName?: boolean;
  readonly timestamps?: boolean;
  readonly paranoid?: boolean;
  /** The attribute's name; false: there is none. */
  readonly createdAt?: string | boolean;
  readonly updatedAt?: string | boolean;
  readonly deletedAt?: string | boolean;
}

export interface SequelizeModel {
  /** The class or the variable that holds the model; the name that Sequelize knows, where there is neither. */
  readonly model: string;
  readonly exports: readonly string[];
  readonly start: number;
  readonly end: number;
  /** False: a base class, whose attributes are those of its heirs. */
  readonly isMapped: boolean;
  readonly options: ModelOptions;
  readonly parent?: ModelRef;
  readonly attributes: readonly SequelizeAttribute[];
  readonly associations: readonly SequelizeAssociation[];
  /** False: attributes are spread in that can't be read here. */
  readonly isComplete: boolean;
  readonly factory?: ModelFactory;
  /** `sequelize.define<UserInstance>(…)` */
  readonly rowType?: CodeName;
}

export interface SequelizeAttribute {
  readonly property: string;
  /** Undefined: the property's name, underscored where the options say so. */
  readonly column?: string;
  readonly start: number;
  readonly end: number;
  readonly isVirtual?: boolean;
  readonly isKey?: boolean;
  /** `@ForeignKey(() => User)` */
  readonly target?: ModelRef;
}

export const ASSOCIATIONS = ["belongsTo", "hasOne", "hasMany", "belongsToMany"] as const;

export interface SequelizeAssociation {
  readonly kind: (typeof ASSOCIATIONS)[number];
  readonly target: ModelRef;
  /** The property under which rows hold it. */
  readonly as?: string;
  readonly foreignKey?: ForeignKey;
  readonly otherKey?: ForeignKey;
  /** A model, or the name of a table that has no other. */
  readonly through?: ModelRef;
  /** Decorators find their keys by `@ForeignKey`. */
  readonly isDecorated: boolean;
  readonly start: number;
  readonly end: number;
}

export interface ForeignKey {
  readonly name: string;
  readonly column?: string;
}
